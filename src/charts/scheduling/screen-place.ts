// Where each chart is: whether it can be seen, and how large it is. One observer of each kind for all charts of the page,
// for the browser asks each of them in each frame. It draws nothing.
import { NOT_EACH_FRAME } from './not-each-frame'

export interface Placed {
  seen(onScreen: boolean): void
  /** In CSS pixels; also when the window came to a screen of another density. */
  sized(width: number, height: number): void
}

/** One chart's place. */
export interface Place {
  /** From now on it is told whether it can be seen, at once and with each change; or no longer. */
  follow(follows: boolean): void
  leave(): void
}

interface Observers {
  visibility: IntersectionObserver
  size: ResizeObserver
  stop: () => void
}

const placed = new Map<Element, Placed>()
let observers: Observers | null = null

/** Tells its size, at once and with each change; whether it can be seen only while it is followed. */
export function watchPlace(element: Element, chart: Placed): Place {
  placed.set(element, chart)
  const { visibility, size } = (observers ??= watch())
  size.observe(element)
  return {
    follow: (follows) => {
      if (follows) visibility.observe(element)
      else visibility.unobserve(element)
    },
    leave: () => {
      placed.delete(element)
      visibility.unobserve(element)
      size.unobserve(element)
      if (placed.size > 0) return
      observers?.stop()
      observers = null
    },
  }
}

function watch(): Observers {
  const visibility = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) placed.get(target)?.seen(isIntersecting)
  }, NOT_EACH_FRAME)
  const size = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      placed.get(target)?.sized(contentRect.width, contentRect.height)
    }
  })
  const measure = (): void => {
    for (const [element, chart] of placed) {
      const { width, height } = element.getBoundingClientRect()
      chart.sized(width, height)
    }
  }
  // Browsers that tell of another density at all tell it as another size of the window.
  window.addEventListener('resize', measure)
  const stop = (): void => {
    window.removeEventListener('resize', measure)
    visibility.disconnect()
    size.disconnect()
  }
  return { visibility, size, stop }
}
