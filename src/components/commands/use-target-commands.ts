// The commands for one target: which are offered, why none may be given now, what became of the last, and giving one.
import { computed, ref, watch, type ComputedRef } from 'vue'
import type { BackendCommand } from '../../protocols/protocol'
import { useAnnouncer } from '../../stores/announcer'
import { useCommands, type CommandTarget, type SentCommand } from '../../stores/commands'
import { useComponents } from '../../stores/components'
import { useJobs } from '../../stores/jobs'
import { useLinks } from '../../stores/links'
import { useNow } from '../../stores/now'
import { useSources } from '../../stores/sources'
import { healthTexts } from '../../texts/health'
import { isWorthShowing, outcomeWords } from './command-words'

const words = healthTexts.commands
const NOT_SENT_SHOWN_MS = 30_000

export interface Addressee {
  source: string
  kind: BackendCommand['target']
  /** `null` for the source itself. */
  target: CommandTarget | null
}

export interface TargetCommands {
  /** All that the system has for such a target, whether offered now or not. */
  known: ComputedRef<readonly BackendCommand[]>
  offered: ComputedRef<readonly BackendCommand[]>
  /** Why none may be given now; `null` when one may. */
  obstacle: ComputedRef<string | null>
  pending: ComputedRef<SentCommand | null>
  /** The last one with what became of it, as long as that is worth showing. */
  last: ComputedRef<SentCommand | null>
  /** What became of the last one, or why it was not sent. */
  outcome: ComputedRef<string>
  /** Whether what was asked for could not be sent any more. */
  wasTooLate: ComputedRef<boolean>
  give: (command: BackendCommand, value?: number | null) => void
}

export function useTargetCommands(addressee: () => Addressee): TargetCommands {
  const announcer = useAnnouncer()
  const commands = useCommands()
  const components = useComponents()
  const jobs = useJobs()
  const links = useLinks()
  const now = useNow()
  const sources = useSources()
  /** When something was asked for that was possible no longer, on this machine's clock. */
  const tooLateAt = ref<number | null>(null)

  const targetId = computed(() => addressee().target?.id ?? null)
  const known = computed(() => {
    const { source, kind } = addressee()
    return (sources.protocolOf(source)?.commands ?? []).filter(({ target }) => target === kind)
  })
  const offered = computed(() => {
    const { source, kind } = addressee()
    return commands.offered(source, kind, targetId.value)
  })
  const pending = computed(() => commands.pending(addressee().source, targetId.value))

  /** A command needs a state that is true now: who sees an old one may stop what somebody else has just started. A source
      that merely sends nothing can be told to start. */
  const obstacle = computed(() => {
    if (known.value.length === 0) return null
    const { source, kind } = addressee()
    if (kind === 'job') return obstacleOfJob(source)
    const states = links.of(source).map(({ state }) => state.value)
    if (!states.some(({ socket }) => socket === 'delivering')) {
      return states.some(({ poll }) => poll === 'on') ? words.notNow.polling : words.notNow.lost
    }
    if (!mayByRole.value) return words.roles(role.value)
    if (kind !== 'component') return null
    const freshness = components.of(`${source}/${targetId.value ?? ''}`)?.freshness
    return freshness === 'live' || freshness === 'late' ? null : words.notNow.unknown
  })
  /** Jobs are asked about as often as they change anyhow: one that is polled can be told what to do as well. */
  function obstacleOfJob(source: string): string | null {
    const view = jobs.of(`${source}/${targetId.value ?? ''}`)
    if (view?.freshness !== 'live') return view?.isGone ? words.notNow.unknown : words.notNow.lost
    return mayByRole.value ? null : words.roles(role.value)
  }
  const role = computed(() => {
    const { session } = sources.status(addressee().source)
    return session?.state === 'signed-in' ? (session.user?.role ?? null) : null
  })
  const mayByRole = computed(() =>
    known.value.some(({ roles }) => !roles || (role.value !== null && roles.includes(role.value))),
  )

  const last = computed(() => {
    const newest = commands.last(addressee().source, targetId.value)
    return newest && isWorthShowing(newest, now.time) ? newest : null
  })
  const wasTooLate = computed(
    () => tooLateAt.value !== null && now.time - tooLateAt.value <= NOT_SENT_SHOWN_MS,
  )
  const outcome = computed(() => {
    if (wasTooLate.value) return words.noLonger
    return last.value ? outcomeWords(last.value, now.time) : ''
  })

  function give(command: BackendCommand, value: number | null = null): void {
    if (pending.value) return
    const { source, target } = addressee()
    const isPossible = obstacle.value === null && offered.value.includes(command)
    tooLateAt.value = isPossible ? null : Date.now()
    if (isPossible) commands.send(source, command, target, value)
  }

  // Said aloud without the age, once for each change; the announcer sees to it that it is not too often (V3).
  watch(
    () => commands.last(addressee().source, targetId.value),
    (newest) => {
      if (!newest) return
      const { source, target } = addressee()
      const name = target?.name ?? sources.byId.get(source)?.label ?? source
      const said = words.statuses[newest.status]
      announcer.announce(`${words.of(newest.command.label, name)}: ${said}.`, `command ${source}/${name}`)
    },
  )

  return { known, offered, obstacle, pending, last, outcome, wasTooLate, give }
}
