require.async('../../standalone/late').catch(() => {})
Page({})
