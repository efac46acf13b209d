module.exports = {
  read: () => wx.getStorageSync('kept'),
}
