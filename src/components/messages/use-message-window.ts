// Keeps only those messages on the page that are in sight, however many there are, and the reader's place among them:
// what is asked for above, or turns out higher than guessed, moves nothing. At the end it follows the newest.
import { useEventListener, useResizeObserver } from '@vueuse/core'
import { computed, onMounted, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { MessageView } from '../../stores/messages'
import { RowLayout, type RowRange } from './row-layout'

/** Rows are kept so far beyond what is in sight, in CSS pixels. */
const BEYOND = 500
/** So near to the end counts as at the end. */
const NEAR = 32
/** Guesses of a row's height, until it was there once. */
const ROW = 60
const LINE = 21
const CHARACTERS_IN_LINE = 75
const LINES_AT_MOST = 20

/** A place in the list: so far below the upper edge of a message. */
interface Place {
  key: string
  /** Where the message was, should it be gone. */
  index: number
  below: number
}

export interface MessageWindow {
  range: ComputedRef<RowRange>
  /** The room of the rows that are left out, in CSS pixels. */
  above: ComputedRef<number>
  below: ComputedRef<number>
  isAtEnd: Ref<boolean>
  toEnd: () => void
  /** Stays where it is, though something is about to grow. */
  hold: () => void
}

/**
 * @param scroller what scrolls; it positions what is in it
 * @param content all that is in it
 * @param list the rows in it, one element each with `data-key`
 * @param firstKey where to begin to read; `null` for the end
 */
export function useMessageWindow(
  scroller: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
  list: Readonly<Ref<HTMLElement | null>>,
  messages: () => readonly MessageView[],
  firstKey: string | null,
): MessageWindow {
  const heights = new Map<string, number>()
  /** Bumped when a row was measured anew. */
  const measured = ref(0)
  const viewport = ref(0)
  /** `null` follows the end. */
  const place = shallowRef<Place | null>(null)
  const isAtEnd = ref(true)
  let width = 0
  /** Where the scroller was last seen, or put. */
  let scrolled = 0

  const layout = computed(() => {
    void measured.value
    return new RowLayout(messages().map((message) => heights.get(message.key) ?? guess(message)))
  })
  const top = computed(() => {
    if (place.value === null) return layout.value.total - viewport.value
    return layout.value.edge(indexOf(place.value)) + place.value.below
  })
  const range = computed<RowRange>((before) => {
    const next = layout.value.between(top.value - BEYOND, top.value + viewport.value + BEYOND)
    return before?.from === next.from && before.to === next.to ? before : next
  })

  function indexOf({ key, index }: Place): number {
    const all = messages()
    if (all[index]?.key === key) return index
    const found = all.findIndex((message) => message.key === key)
    return found < 0 ? Math.max(Math.min(index, all.length - 1), 0) : found
  }

  function placeAt(offset: number): Place {
    const index = layout.value.rowAt(offset)
    return { key: messages()[index]?.key ?? '', index, below: offset - layout.value.edge(index) }
  }

  function look(): void {
    const [box, rows] = [scroller.value, list.value]
    if (!box || !rows) return
    scrolled = box.scrollTop
    isAtEnd.value = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR
    place.value = isAtEnd.value ? null : placeAt(box.scrollTop - rows.offsetTop)
  }

  function hold(): void {
    const [box, rows] = [scroller.value, list.value]
    if (!box || !rows || place.value !== null) return
    place.value = placeAt(box.scrollTop - rows.offsetTop)
    isAtEnd.value = false
  }

  function toEnd(): void {
    place.value = null
    isAtEnd.value = true
    settle()
  }

  function measure(): void {
    const rows = list.value
    if (!rows) return
    if (rows.clientWidth !== width) {
      // What is not on the page now would be as high as it was in another width.
      heights.clear()
      width = rows.clientWidth
    }
    let isNew = false
    for (const row of rows.children) {
      const key = row.getAttribute('data-key')
      const { height } = row.getBoundingClientRect()
      if (key === null || Math.abs((heights.get(key) ?? 0) - height) < 0.5) continue
      heights.set(key, height)
      isNew = true
    }
    if (isNew) measured.value++
  }

  /** Puts the reader back where they are. */
  function settle(): void {
    const [box, rows] = [scroller.value, list.value]
    if (!box || !rows) return
    const wanted = place.value === null ? box.scrollHeight - box.clientHeight : top.value + rows.offsetTop
    if (Math.abs(box.scrollTop - wanted) >= 1) box.scrollTop = wanted
    scrolled = box.scrollTop
  }

  function update(): void {
    viewport.value = scroller.value?.clientHeight ?? 0
    // The reader has moved on, though the browser has not said so yet.
    if (scroller.value && Math.abs(scroller.value.scrollTop - scrolled) >= 1) look()
    measure()
    settle()
  }

  onMounted(() => {
    update()
    const index = messages().findIndex(({ key }) => key === firstKey)
    const start = index < 0 ? Infinity : layout.value.edge(index) - viewport.value / 3
    if (start < layout.value.total - viewport.value) {
      place.value = placeAt(start)
      isAtEnd.value = false
    }
    update()
  })
  watch([range, layout], update, { flush: 'post' })
  useResizeObserver([scroller, content], update)
  useEventListener(scroller, 'scroll', look, { passive: true })

  return {
    range,
    above: computed(() => layout.value.edge(range.value.from)),
    below: computed(() => layout.value.total - layout.value.edge(range.value.to)),
    isAtEnd,
    toEnd,
    hold,
  }
}

function guess({ text }: MessageView): number {
  return ROW + LINE * Math.min(Math.floor(text.length / CHARACTERS_IN_LINE), LINES_AT_MOST)
}
