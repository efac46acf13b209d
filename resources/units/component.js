Component({
  properties: {},

  data: {},

  methods: {},
})
