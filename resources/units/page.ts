Page({
  data: {},

  onLoad(query: Record<string, string | undefined>) {
  },
})
