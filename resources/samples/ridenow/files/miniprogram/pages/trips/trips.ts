import { written } from '../../domain/bike'
import { yuan } from '../../domain/fare'
import { minutes, moment } from '../../domain/ride'
import { metres } from '../../domain/track'
import { rides } from '../../services/rides'

Page({
  data: {
    trips: [] as { id: string; when: string; number: string; minutes: number; distance: string; fare: string }[],
  },

  onShow() {
    this.setData({
      trips: rides.past().map((ride) => ({
        id: ride.id,
        when: moment(ride.startedAt),
        number: written(ride.bike),
        minutes: minutes(ride, Date.now()),
        distance: metres(ride.metres),
        fare: yuan(ride.fen ?? 0),
      })),
    })
  },
})
