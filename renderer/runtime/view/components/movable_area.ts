/** `<movable-area>`: the ground `<movable-view>`s move on. */
import { Component, defineComponent } from '../component'
import type { Props } from '../component'
import { defaultsOf } from './properties'

type MovableAreaProps = Props & { scaleArea: boolean }

class MovableArea extends Component<MovableAreaProps> {}

const css = 'wx-movable-area { display: block; position: relative; width: 10px; height: 10px; }'
defineComponent('movable-area', defaultsOf<MovableAreaProps>('movable-area'), MovableArea, css)
