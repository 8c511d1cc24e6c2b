// Which view could not be loaded, until one is shown again, and the way to it: a page that is loaded anew. The open page is not
// given up while the web server does not answer.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { texts } from '../texts/page'
import { useAnnouncer } from './announcer'

export const useFailedView = defineStore('failed-view', () => {
  const announcer = useAnnouncer()
  /** Its whole address below the origin; `null` while there is none. */
  const address = shallowRef<string | null>(null)

  /** Says so. */
  function tell(failed: string): void {
    address.value = failed
    announcer.announce(texts.viewNotLoaded, 'view')
  }

  function clear(): void {
    address.value = null
  }

  /** Leaves the open page for the one at `wanted`, if the web server has it. */
  async function loadAnew(wanted: string): Promise<void> {
    const answer = await fetch(wanted, { cache: 'no-store' }).catch(() => null)
    if (answer?.ok) location.assign(wanted)
    else tell(wanted)
  }

  return { address, tell, clear, loadAnew }
})
