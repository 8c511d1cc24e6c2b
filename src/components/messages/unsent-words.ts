// How a message of one's own stands that is not known to have arrived, in words.
import type { OutboxEntry } from '../../stores/outbox'
import { messageTexts } from '../../texts/messages'

/** @param waitsFor why the whole queue waits; `null` where it does not */
export function unsentWords({ status, why }: OutboxEntry, waitsFor: string | null): string {
  if (status === 'refused' && why !== '') return messageTexts.refused(why)
  const waits = why === '' ? waitsFor : why
  return status === 'waiting' && waits !== null ? messageTexts.waits(waits) : messageTexts.statuses[status]
}
