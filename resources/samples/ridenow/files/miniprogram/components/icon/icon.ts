/** A drawing in the colour of the text around it; `name` is a class of icon.wxss. */
Component({
  properties: {
    name: String,
    size: { type: Number, value: 48 },
  },
})
