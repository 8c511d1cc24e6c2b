// Puts what became of a command into words. Sent, answered and unanswered are different things, and read differently.
import type { SentCommand } from '../../stores/commands'
import { saysOnlyDone } from '../../stores/journal-events'
import { formatAgo } from '../../texts/format'
import { healthTexts } from '../../texts/health'

const words = healthTexts.commands

/** What was done needs no long look; what was not, or may not have been, has to be read. */
const DONE_SHOWN_MS = 30_000
const REST_SHOWN_MS = 10 * 60_000

/** @param now this machine's clock, as `sentAt` and `answeredAt` are */
export function outcomeWords(sent: SentCommand, now: number): string {
  const { command, status, text, sentAt, answeredAt } = sent
  const ago = formatAgo(now - (answeredAt ?? sentAt))
  if (status === 'sent') return words.sent(command.label, ago)
  if (status === 'unanswered') return words.unanswered(command.label, ago)
  if (status === 'refused') return words.refused(command.label, text, ago)
  // What says no more than that it was done has been said.
  return saysOnlyDone(text) ? words.done(command.label, ago) : words.doneInWords(command.label, text, ago)
}

/** Whether it is still worth showing; the journal keeps it anyway. */
export function isWorthShowing({ status, sentAt, answeredAt }: SentCommand, now: number): boolean {
  if (status === 'sent') return true
  return now - (answeredAt ?? sentAt) <= (status === 'done' ? DONE_SHOWN_MS : REST_SHOWN_MS)
}
