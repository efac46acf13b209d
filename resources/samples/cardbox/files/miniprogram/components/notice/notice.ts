import { Reason } from '../../domain/failure'
import { problems } from '../../domain/problems'

/** Says what is wrong and offers the one thing that helps; nothing while `reason` is empty. */
Component({
  properties: {
    reason: String,
  },
  data: {
    problem: { title: '', text: '', action: '' },
  },
  observers: {
    reason(reason: Reason | '') {
      if (reason) this.setData({ problem: problems[reason] })
    },
  },
  methods: {
    act() {
      this.triggerEvent('act', { reason: this.data.reason })
    },
  },
})
