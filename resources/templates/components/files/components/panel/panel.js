/** A titled box; its content and its footer come from the page that uses it. */
Component({
  options: {
    multipleSlots: true
  },

  properties: {
    title: String
  }
})
