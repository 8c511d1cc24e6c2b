// The title of the page in its tab: where one is, with how much is abnormal in front, so that it is seen from another tab.
import { computed, watchEffect } from 'vue'
import { useRoute } from 'vue-router'
import { sensorKey } from '../domain/recorded-sensor'
import { useAlarms } from '../stores/alarms'
import { useTimeline } from '../stores/timeline'
import { texts } from '../texts/page'

export function usePageTitle(): void {
  const alarms = useAlarms()
  const route = useRoute()
  const timeline = useTimeline()

  const place = computed(() => {
    const { source, sensor } = route.params
    if (typeof source === 'string' && typeof sensor === 'string') {
      return timeline.sensor(sensorKey(source, sensor))?.sensor.name ?? ''
    }
    return typeof route.meta.title === 'string' ? route.meta.title : ''
  })
  watchEffect(() => {
    document.title = texts.pageTitle(place.value, alarms.counts.all)
  })
}
