// Says aloud when a message of one's own was refused or became uncertain: who does not see its row has to know (V3).
import { watch } from 'vue'
import { useAnnouncer } from '../../stores/announcer'
import type { OutboxEntry } from '../../stores/outbox'
import { unsentWords } from './unsent-words'

/** @param entries of one conversation */
export function useUnsentNews(entries: () => readonly OutboxEntry[]): void {
  const announcer = useAnnouncer()

  watch(entries, (all, before) => {
    const known = new Map(before.map(({ id, status }) => [id, status]))
    for (const entry of all) {
      const isBad = entry.status === 'refused' || entry.status === 'uncertain'
      const was = known.get(entry.id)
      if (!isBad || was === undefined || was === entry.status) continue
      announcer.announce(unsentWords(entry, null), `unsent/${entry.id}`)
    }
  })
}
