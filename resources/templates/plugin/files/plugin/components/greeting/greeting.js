Component({
  properties: {
    words: String
  }
})
