// What becomes an alarm besides sensors' limits: components in error, events of backends, connections that are lost.
// Tells the register; all of it runs on this machine's clock. It judges nothing that others have not decided.
import { isDelivering } from '../connection/link-state'
import { NO_DELAYS } from '../domain/alarm'
import type { AlarmDescription, AlarmRegister } from '../domain/alarm-register'
import type { LogEntry } from '../domain/changes'
import { sensorKey } from '../domain/recorded-sensor'
import { excerpt } from '../protocols/redaction'
import { useComponents } from './components'
import { labelOfLink } from './link-label'
import { useLinks } from './links'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** The same event within this time is the same activation; then it returns. */
const EVENT_DELAYS = { onDelayMs: 0, offDelayMs: 60_000 }
/** A first connecting is no alarm yet. */
const CONNECTING_DELAYS = { onDelayMs: 10_000, offDelayMs: 0 }
const TEXT_LENGTH = 300

export function useAlarmFeeds(register: AlarmRegister) {
  const components = useComponents()
  const links = useLinks()
  const sources = useSources()
  const timeline = useTimeline()
  /** Links that ever worked: of these each loss is an alarm at once. */
  const worked = new Set<string>()

  /** A component whose state nobody can vouch for keeps its alarm as it is (T8). */
  function takeComponents(at: number): void {
    for (const { key, source, component, state, freshness } of components.all) {
      if (freshness === 'stale' || freshness === 'unknown') continue
      const known = register.get(keyOf('component', key))
      const holds = state === 'crit' || state === 'warn'
      if (!holds && !known) continue
      const described: AlarmDescription = {
        ...{ key: keyOf('component', key), kind: 'component', source, subject: component.id },
        ...{ name: component.name, text: excerpt(component.error ?? component.stateText, TEXT_LENGTH) },
        ...{ severity: state === 'crit' ? 'crit' : 'warn', delays: NO_DELAYS },
      }
      register.tell(holds ? described : (known ?? described), { kind: 'condition', holds, at })
    }
  }

  /** Something that happened holds for a while, so that it is seen. */
  function takeEvent({ source, sensor, level, message }: LogEntry, at: number): void {
    if (level === 'INFO') return
    const text = excerpt(message, TEXT_LENGTH)
    const about = sensor === null ? null : timeline.sensor(sensorKey(source, sensor))
    const described: AlarmDescription = {
      ...{ key: keyOf('event', source, sensor, level, text), kind: 'event', source, subject: sensor },
      ...{ name: about?.sensor.name ?? sensor ?? sources.byId.get(source)?.label ?? source, text },
      ...{ severity: level === 'CRIT' ? 'crit' : 'warn', delays: EVENT_DELAYS },
    }
    register.tell(described, { kind: 'condition', holds: true, at })
    register.tell(described, { kind: 'condition', holds: false, at })
    register.pass(described)
  }

  function takeLinks(at: number): void {
    const watched = new Set<string>()
    for (const link of links.all) {
      const holds = !isDelivering(link.state.value)
      const key = keyOf('link', link.key)
      watched.add(key)
      const described: AlarmDescription = {
        ...{ key, kind: 'link', source: link.address.source, subject: link.address.link },
        ...{ name: labelOfLink(link), text: '', severity: 'warn' },
        delays: worked.has(link.key) ? NO_DELAYS : CONNECTING_DELAYS,
      }
      register.tell(described, { kind: 'condition', holds, at })
      if (!holds) worked.add(link.key)
    }
    for (const { key, kind } of register.active.values()) {
      if (kind === 'link' && !watched.has(key)) register.retire(key, at)
    }
  }

  return { takeComponents, takeEvent, takeLinks }
}

function keyOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts)
}
