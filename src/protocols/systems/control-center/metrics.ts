// Reads `metrics`: numbers by name, and the time at which they were taken.
import { found, type WireRecord } from '../../wire'
import { noFigures, shownKey, takeFigure, type Figures } from '../../figures'
import type { SampleTime } from '../../sample-time'
import { isKnownMetric, metricId, metricSensor } from './sensors'
import { texts } from './runtime-texts'

/** The one key that is no metric. */
const TIMESTAMP = 'timestamp'

export function readMetrics(metrics: WireRecord, time: SampleTime): Figures {
  const figures = noFigures()
  for (const [key, value] of Object.entries(metrics)) {
    if (key === TIMESTAMP) continue
    if (key === '') {
      const lost = value === null ? 0 : 1
      figures.rejections.add(() => texts.expected('metrics', 'a name', found(key)), value, lost)
      continue
    }
    // One that has no value now stays on the wall; words under an unknown name are no metric.
    if (isKnownMetric(key) || value === null || typeof value === 'number') {
      figures.sensors.push(metricSensor(key))
    }
    takeFigure(figures, metricId(key), value, time, () => `metrics.${shownKey(key)}`)
  }
  return figures
}
