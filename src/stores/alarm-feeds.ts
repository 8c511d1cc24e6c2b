// What becomes an alarm besides sensors' limits: components in error, jobs that failed, events of backends, connections
// that are lost. Tells the register; all of it runs on this machine's clock. It judges nothing that others have not decided.
import { isDelivering } from '../connection/link-state'
import { NO_DELAYS } from '../domain/alarm'
import type { AlarmDescription, AlarmRegister } from '../domain/alarm-register'
import type { LogEntry } from '../domain/changes'
import { sensorKey } from '../domain/recorded-sensor'
import type { Severity } from '../domain/updates'
import { excerpt } from '../protocols/redaction'
import { texts } from '../texts/page'
import { useComponents, type ComponentView } from './components'
import { useJobs, type JobView } from './jobs'
import { labelOfLink } from './link-label'
import { useLinks, type Link } from './links'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** The same event within this time is the same activation; then it returns. */
const EVENT_DELAYS = { onDelayMs: 0, offDelayMs: 60_000 }
/** So many attempts that failed are an alarm before their time. */
const SEVERAL = 2
/** A first connecting is no alarm yet. */
const CONNECTING_DELAYS = { onDelayMs: 10_000, offDelayMs: 0 }
const TEXT_LENGTH = 300
const SEVERITIES = ['warn', 'crit'] as const

export function useAlarmFeeds(register: AlarmRegister) {
  const components = useComponents()
  const jobs = useJobs()
  const links = useLinks()
  const sources = useSources()
  const timeline = useTimeline()
  /** Links that ever worked: of these each loss is an alarm at once. */
  const worked = new Set<string>()

  /** Each severity is an alarm of its own: that what was stopped has failed is news. */
  function takeComponents(at: number): void {
    for (const view of components.all) {
      for (const severity of SEVERITIES) takeComponent(view, severity, at)
    }
  }

  /** A component whose state nobody can vouch for keeps its alarm as it is (T8), also the one that it had before a reload. */
  function takeComponent(view: ComponentView, severity: Severity, at: number): void {
    const { source, component, state, lastKnown, freshness } = view
    const key = keyOf('component', view.key, severity)
    const known = register.get(key)
    const isQuiet = freshness === 'stale' || freshness === 'unknown'
    const holds = (isQuiet ? lastKnown : state) === severity
    if (!holds && !known) return
    const described: AlarmDescription = {
      key,
      kind: 'component',
      source,
      subject: component.id,
      name: component.name,
      text: excerpt(component.error ?? component.stateText, TEXT_LENGTH),
      severity,
      delays: NO_DELAYS,
    }
    const { isOnlyRestored, heardAt } = timeline.source(source).components
    if (!isQuiet) register.tell(holds ? described : (known ?? described), { kind: 'condition', holds, at })
    else if (isOnlyRestored) register.recall(described, heardAt)
  }

  function takeJobs(at: number): void {
    for (const view of jobs.all) takeJob(view, at)
  }

  /** A job whose state nobody can vouch for keeps its alarm as it is (T8). */
  function takeJob({ key: jobKey, source, job, state, freshness, error }: JobView, at: number): void {
    if (freshness === 'stale' || freshness === 'unknown') return
    const key = keyOf('job', jobKey)
    const known = register.get(key)
    const holds = state === 'crit'
    if (!holds && !known) return
    const described: AlarmDescription = {
      key,
      kind: 'job',
      source,
      subject: job.id,
      name: job.name,
      text: excerpt(error?.message ?? job.stateText, TEXT_LENGTH),
      severity: 'crit',
      delays: NO_DELAYS,
    }
    register.tell(holds ? described : (known ?? described), { kind: 'condition', holds, at })
    // What was told of it before says the same, and less.
    if (holds && known?.life.active !== true) register.retire(eventOfJob(source, job.id), at)
  }

  /** Something that happened holds for a while, so that it is seen. What a failed job says is in that job's alarm. */
  function takeEvent({ source, sensor, job, level, message }: LogEntry, at: number): void {
    if (level === 'INFO') return
    if (job !== null && timeline.source(source).jobs.of(job)?.job.state === 'failed') return
    const text = excerpt(message, TEXT_LENGTH)
    const about = sensor === null ? null : timeline.sensor(sensorKey(source, sensor))
    const described: AlarmDescription = {
      key: job === null ? keyOf('event', source, sensor, level, text) : eventOfJob(source, job),
      kind: 'event',
      source,
      subject: sensor,
      name: about?.sensor.name ?? sensor ?? sources.byId.get(source)?.label ?? source,
      text,
      severity: level === 'CRIT' ? 'crit' : 'warn',
      delays: EVENT_DELAYS,
    }
    register.tell(described, { kind: 'condition', holds: true, at })
    register.tell(described, { kind: 'condition', holds: false, at })
    register.pass(described)
  }

  /** This machine's clock was set: events are seen for their time from now on, not for as long as it was set back by. */
  function resetEvents(at: number): void {
    for (const alarm of [...register.active.values()]) {
      if (alarm.kind !== 'event' || (alarm.life.turningSince ?? at) <= at) continue
      register.tell(alarm, { kind: 'condition', holds: true, at })
      register.tell(alarm, { kind: 'condition', holds: false, at })
    }
  }

  function takeLinks(at: number): void {
    const watched = new Set<string>()
    for (const link of links.all) {
      const { attempt, silent } = link.state.value
      // Who signed out does not want it, and a connecting after that is a first one.
      const isUnwanted = sources.isSignedOut(link.address.source)
      if (isUnwanted) worked.delete(link.key)
      const holds = !isDelivering(link.state.value) && !isUnwanted
      const key = keyOf('link', link.key)
      watched.add(key)
      const described: AlarmDescription = {
        key,
        kind: 'link',
        source: link.address.source,
        subject: link.address.link,
        name: labelOfLink(link),
        text: silent ? texts.silent : '',
        severity: 'warn',
        delays: attempt >= SEVERAL || isMissedAtOnce(link) ? NO_DELAYS : CONNECTING_DELAYS,
      }
      register.tell(described, { kind: 'condition', holds, at })
      if (isDelivering(link.state.value)) worked.add(link.key)
    }
    for (const { key, kind } of register.active.values()) {
      if (kind === 'link' && !watched.has(key)) register.retire(key, at)
    }
  }

  /** Some servers close a chat that is quiet for minutes; one that is opened on demand may take a moment to be back. */
  function isMissedAtOnce({ key, description }: Link): boolean {
    return worked.has(key) && !description.onDemand
  }

  function forgetSource(id: string): void {
    for (const { key } of links.of(id)) worked.delete(key)
  }

  return { forgetSource, takeComponents, takeJobs, takeEvent, resetEvents, takeLinks }
}

/** Of one job each error takes the place of the one before, as on its card. */
function eventOfJob(source: string, job: string): string {
  return keyOf('event of a job', source, job)
}

function keyOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts)
}
