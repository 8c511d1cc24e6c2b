// Faults on demand while a demo is watched: what there is, what runs, and the commands to start and end them.
// Everything the demo answers is parsed; what goes wrong is said in plain words.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { EpochMs } from '../domain/updates'
import { finiteNumber, isRecord, list, parseJson, text } from '../protocols/wire'
import { connectionTexts } from '../texts/connections'
import { useSources } from './sources'

const FIELDS = ['seconds', 'code', 'reason', 'by'] as const
/** What a fault can be told besides its system. */
export type FaultField = (typeof FIELDS)[number]

export interface OfferedFault {
  fault: string
  description: string
  takes: readonly FaultField[]
}

export interface RunningFault {
  system: string
  fault: string
  /** On this machine's clock. */
  endsAt: EpochMs
}

/** A fault to start; `system` is `*` for all. What is left out falls to the demo's default. */
export interface FaultOrder {
  system: string
  fault: string
  seconds?: number
  code?: number
  reason?: string
  /** Seconds by which `skew` moves the clock. */
  by?: number
}

const words = connectionTexts.faults

export const useDemoFaults = defineStore('demo-faults', () => {
  const sources = useSources()
  const offered = shallowRef<readonly OfferedFault[]>([])
  const systems = shallowRef<readonly string[]>([])
  const running = shallowRef<readonly RunningFault[]>([])
  /** Why the demo could not be asked, or what it refused. */
  const problem = ref<string | null>(null)
  /** What the last order led to. */
  const outcome = ref<string | null>(null)
  let reading: Promise<void> | null = null

  /** Reads what there is and what runs; at most one such reading is under way. */
  function load(): Promise<void> {
    reading ??= read().finally(() => {
      reading = null
    })
    return reading
  }

  async function read(): Promise<void> {
    const answer = await ask(sources.demoFaults, { method: 'GET' })
    const faults = answer.ok ? parseFaults(answer.value, Date.now()) : null
    problem.value = answer.ok ? (faults ? null : words.unexpected) : answer.problem
    running.value = faults?.running ?? []
    // What is offered outlives a demo that is away for a moment, and with it what the user has filled in.
    if (!faults) return
    offered.value = faults.offered
    systems.value = faults.systems
  }

  async function start(order: FaultOrder): Promise<void> {
    await command({ method: 'POST', body: JSON.stringify(order) }, (answer) => {
      const sockets = isRecord(answer) ? finiteNumber(answer['sockets']) : null
      return sockets ? words.hit(order.fault, sockets) : words.started(order.fault)
    })
  }

  async function endAll(): Promise<void> {
    await command({ method: 'DELETE' }, () => words.ended)
  }

  async function command(request: RequestInit, say: (answer: unknown) => string): Promise<void> {
    const answer = await ask(sources.demoFaults, request)
    outcome.value = answer.ok ? say(answer.value) : answer.problem
    // A reading that began before the command knows nothing of it.
    await reading
    await load()
  }

  return { offered, systems, running, problem, outcome, load, start, endAll }
})

type Answer = { ok: true; value: unknown } | { ok: false; problem: string }

async function ask(path: string | null, request: RequestInit): Promise<Answer> {
  if (path === null) return { ok: false, problem: words.unreachable }
  try {
    const response = await fetch(path, {
      ...request,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      cache: 'no-store',
    })
    const parsed = parseJson(await response.text())
    const value = parsed.ok ? parsed.value : null
    if (response.ok) return parsed.ok ? { ok: true, value } : { ok: false, problem: words.unexpected }
    const message = isRecord(value) ? text(value['message']) : null
    const isGone = response.status >= 502 && response.status <= 504
    return { ok: false, problem: message ?? (isGone ? words.unreachable : words.status(response.status)) }
  } catch {
    return { ok: false, problem: words.unreachable }
  }
}

/** The demo's list; `null` when it is none. Entries that cannot be read are left out. */
export function parseFaults(
  value: unknown,
  now: EpochMs,
): { offered: OfferedFault[]; systems: string[]; running: RunningFault[] } | null {
  if (!isRecord(value)) return null
  const available = list(value['available'])
  if (!available) return null
  return {
    offered: available.flatMap((entry) => {
      const fault = isRecord(entry) ? text(entry['fault']) : null
      if (!isRecord(entry) || fault === null) return []
      const takes = list(entry['takes']) ?? []
      return [
        {
          fault,
          description: text(entry['description']) ?? '',
          takes: FIELDS.filter((field) => takes.includes(field)),
        },
      ]
    }),
    systems: (list(value['systems']) ?? []).flatMap((system) => text(system) ?? []),
    running: (list(value['running']) ?? []).flatMap((entry) => {
      if (!isRecord(entry)) return []
      const system = text(entry['system'])
      const fault = text(entry['fault'])
      const secondsLeft = finiteNumber(entry['secondsLeft'])
      if (system === null || fault === null || secondsLeft === null) return []
      return [{ system, fault, endsAt: now + secondsLeft * 1_000 }]
    }),
  }
}
