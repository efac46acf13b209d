Page({
  data: {
    greeting: 'Hello!'
  }
})
