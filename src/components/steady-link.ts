// A link among very many, whose place never changes. The router's own is resolved anew with each change of the address, which
// a thousand cards would do at every letter of a search.
import { useRouter, type RouteLocationRaw } from 'vue-router'

export interface SteadyLink {
  href: string
  /** Goes there without loading the page, unless another tab or window, or to save it, is asked for. */
  follow: (event: MouseEvent) => void
}

/** To be called in a component's setup. */
export function useSteadyLink(to: RouteLocationRaw): SteadyLink {
  const router = useRouter()
  return {
    href: router.resolve(to).href,
    follow: (event) => {
      const { defaultPrevented, button, metaKey, altKey, ctrlKey, shiftKey } = event
      if (defaultPrevented || button !== 0 || metaKey || altKey || ctrlKey || shiftKey) return
      event.preventDefault()
      // The router itself tells what failed.
      router.push(to).catch(() => undefined)
    },
  }
}
