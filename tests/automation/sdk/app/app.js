App({ globalData: { runs: 1 } })
