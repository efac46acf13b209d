/** `<swiper-item>`: one item of a `<swiper>`, placed by it. */
import { Component, defineComponent } from '../component'
import type { Props } from '../component'
import { defaultsOf } from './properties'

type SwiperItemProps = Props & { itemId: string; skipHiddenItemLayout: boolean }

export class SwiperItem extends Component<SwiperItemProps> {
  private shown = ''

  place(transform: string): void {
    if (transform === this.shown) return
    this.shown = transform
    this.host.style('transform', transform)
  }

  override connected(): void {
    this.host.closest('swiper')?.settled?.()
  }
}

const css = 'wx-swiper-item { display: block; position: absolute; top: 0; left: 0; width: 100%; height: 100%; overflow: hidden; will-change: transform; }'
defineComponent('swiper-item', defaultsOf<SwiperItemProps>('swiper-item'), SwiperItem, css)
