// How often the browser looks where the charts, and the cards that hold them, are.

/**
 * For an `IntersectionObserver` of many: at most so often, in milliseconds (Intersection Observer v2), and not twice in each
 * frame; others than Chromium do not know it.
 */
export const NOT_EACH_FRAME: IntersectionObserverInit & { readonly delay: number } = { delay: 100 }
