// Keys that belong to the whole page (V5): they do nothing while somebody is typing.
import { onKeyStroke } from '@vueuse/core'

export function onPageKey(key: string, handle: () => void): void {
  onKeyStroke(key, (event) => {
    const { target } = event
    const isTyping = target instanceof Element && target.closest('input, select, textarea, [contenteditable]')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    handle()
  })
}

/** "/" leads to the search field of a view. */
export function useSearchKey(field: () => HTMLInputElement | null): void {
  onPageKey('/', () => field()?.focus())
}
