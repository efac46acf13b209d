/** `<view>`: a block with an optional pressed look. */
import { Component, defineComponent } from '../component'
import type { Host } from '../component'
import { hover } from './hover'
import type { HoverProps } from './hover'
import { sharedLook } from './look'
import { defaultsOf } from './properties'
import css from './view.css'

class View extends Component<HoverProps> {
  constructor(host: Host<HoverProps>) {
    super(host)
    hover(host)
  }
}

defineComponent('view', defaultsOf<HoverProps>('view'), View, sharedLook + css, true)
