// Steps through the page in front for a picture of all of it. Evaluates to the steps; runs in the host's own world.
(() => {
  const section = [...document.querySelectorAll('.page:not(.hidden)')].sort((a, b) => Number(b.style.zIndex) - Number(a.style.zIndex))[0]
  const page = section?.querySelector('iframe')
  const known = (globalThis.minideckShot ??= { held: [] })
  const put = (element, value) => {
    known.held.push([element, element.style.getPropertyValue('visibility'), element.style.getPropertyPriority('visibility')])
    element.style.setProperty('visibility', value, 'important')
  }
  const restore = () => {
    for (const [element, value, priority] of known.held.splice(0).reverse()) element.style.setProperty('visibility', value, priority)
  }
  /** What stays in place while the page scrolls: `top` is seen at the beginning only, `bottom` at the end. */
  const fixed = () => {
    const view = page.contentWindow
    return [...page.contentDocument.querySelectorAll('body *, .wx-portal *')].filter((one) => view.getComputedStyle(one).position === 'fixed')
      .map((element) => {
        const box = element.getBoundingClientRect()
        return { element, end: box.top + box.height / 2 > view.innerHeight / 2 }
      })
  }
  return {
    begin() {
      if (!page) return null
      const scroller = page.contentDocument.documentElement
      const box = section.querySelector('.page-body').getBoundingClientRect()
      known.top = scroller.scrollTop
      return { height: scroller.scrollHeight, room: scroller.clientHeight, top: box.top, bottom: box.bottom }
    },
    async step(top, first, last) {
      restore()
      page.contentDocument.documentElement.scrollTop = top
      await minideckProbe.frame()
      for (const { element, end } of fixed()) if (!(end ? last : first)) put(element, 'hidden')
      if (!first) for (const one of document.querySelectorAll('.status-bar, .capsule')) put(one, 'hidden')
      if (!last) for (const one of document.querySelectorAll('.home-indicator')) put(one, 'hidden')
      await minideckProbe.paintedFacts()
      await minideckProbe.frame()
      return page.contentDocument.documentElement.scrollTop
    },
    async end() {
      restore()
      page.contentDocument.documentElement.scrollTop = known.top
      await minideckProbe.paintedFacts()
      return true
    },
  }
})()
