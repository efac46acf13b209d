/** Initials on one of five colours. */
Component({
  properties: {
    text: String,
    tint: Number,
  },
})
