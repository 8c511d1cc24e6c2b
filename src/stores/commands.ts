// Commands to backends: which are offered now, which were sent, and what became of each. Sent, answered and
// unanswered are different things; one at a time goes to each target.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { EpochMs } from '../domain/updates'
import type { ExecutionResult } from '../engine/port'
import type { BackendCommand } from '../protocols/protocol'
import { useComponents } from './components'
import { useEngine } from './engine'
import { useJobs } from './jobs'
import { useSources } from './sources'

/** A component's, sensor's or job's id and name. */
export interface CommandTarget {
  id: string
  name: string
}

export interface SentCommand {
  number: number
  source: string
  command: BackendCommand
  /** `null` when it was for the source itself. */
  target: CommandTarget | null
  value: number | null
  /** Name of the user that the source is watched as; `null` where nobody signs in. */
  who: string | null
  /** On this machine's clock. */
  sentAt: EpochMs
  /** `unanswered`: nobody knows whether it was carried out. */
  status: 'sent' | ExecutionResult['status']
  /** The answer, in the server's words or ours. */
  text: string
  answeredAt: EpochMs | null
}

const KEPT = 200

export const useCommands = defineStore('commands', () => {
  const engine = useEngine()
  const sources = useSources()
  const components = useComponents()
  const jobs = useJobs()
  /** The newest last. */
  const list = shallowRef<readonly SentCommand[]>([])
  const listeners = new Set<(command: SentCommand) => void>()
  let sent = 0

  /**
   * Sends a command, unless one to the same target is still under way.
   * @param value a limit's value in the sensor's unit; `null` removes it, or there is none
   */
  function send(
    source: string,
    command: BackendCommand,
    target: CommandTarget | null,
    value: number | null = null,
  ): void {
    if (pending(source, target?.id ?? null)) return
    const session = sources.status(source).session
    const who = session?.state === 'signed-in' ? (session.user?.name ?? null) : null
    const entry: SentCommand = {
      number: ++sent,
      source,
      command,
      target,
      value,
      who,
      sentAt: Date.now(),
      status: 'sent',
      text: '',
      answeredAt: null,
    }
    tell(entry, [...list.value, entry].slice(-KEPT))
    const order = { command: command.id, target: target?.id ?? null, value }
    engine.send({ kind: 'execute', source, number: entry.number, order })
  }

  function settle(number: number, { status, text }: ExecutionResult): void {
    const entry = list.value.find((one) => one.number === number)
    if (!entry) return
    const settled = { ...entry, status, text, answeredAt: Date.now() }
    tell(
      settled,
      list.value.map((one) => (one === entry ? settled : one)),
    )
  }

  function tell(changed: SentCommand, all: readonly SentCommand[]): void {
    list.value = all
    for (const listener of listeners) listener(changed)
  }

  /** The newest command to a target; `null` as target is the source itself. */
  function last(source: string, target: string | null): SentCommand | null {
    return list.value.findLast((one) => one.source === source && (one.target?.id ?? null) === target) ?? null
  }

  function pending(source: string, target: string | null): SentCommand | null {
    const newest = last(source, target)
    return newest?.status === 'sent' ? newest : null
  }

  /** The commands that the system has and the user's role allows; of a component or a job those that its state allows too. */
  function offered(
    source: string,
    kind: BackendCommand['target'],
    targetId: string | null = null,
  ): readonly BackendCommand[] {
    const session = sources.status(source).session
    const role = session?.state === 'signed-in' ? (session.user?.role ?? null) : null
    const key = `${source}/${targetId ?? ''}`
    const state = kind === 'job' ? jobs.of(key)?.job.state : components.of(key)?.component.state
    return (sources.protocolOf(source)?.commands ?? []).filter(({ target, roles, allowedIn }) => {
      const mayByRole = !roles || (role !== null && roles.includes(role))
      return (
        target === kind && mayByRole && (!allowedIn || (state !== undefined && allowedIn.includes(state)))
      )
    })
  }

  sources.onUnwatched((id, isGone) => {
    if (isGone) list.value = list.value.filter(({ source }) => source !== id)
  })

  /** Calls back with each command as it is sent and as it is settled; the returned function takes it back. */
  function onNews(listener: (command: SentCommand) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { list, send, settle, last, pending, offered, onNews }
})
