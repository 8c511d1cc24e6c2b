// How the code of views comes, and what follows when it does not: a page asks for no part a second time (Vite remembers its
// stylesheets, some browsers their scripts), and after an update of Watchdeck it is gone for good. One that is loaded anew has all.
import { START_LOCATION, type RouteLocationNormalized, type Router } from 'vue-router'
import { useFailedView } from '../stores/failed-view'

type Load<View> = () => Promise<View>

/** Fails again for what failed once, as it could come without its style. */
export function loadedWhole<View>(load: Load<View>): Load<View> {
  let failure: Error | null = null
  return async () => {
    if (failure) throw failure
    try {
      return await load()
    } catch (error) {
      failure = new Error('The view could not be loaded.', { cause: error })
      throw failure
    }
  }
}

/** One after the other: who looks at a page for hours can go to another even if the web server is away by then. */
export async function loadViews(views: readonly Load<unknown>[]): Promise<void> {
  // Who goes to one that did not come is told so.
  for (const load of views) await load().catch(() => undefined)
}

/** To be called before the router's first navigation. */
export function followFailures(router: Router): void {
  const failedView = useFailedView()
  let asked: RouteLocationNormalized | null = null
  router.beforeEach((to) => {
    asked = to
  })
  // Of what was given up meanwhile nothing is said.
  router.afterEach((to) => {
    if (to === asked) failedView.clear()
  })
  router.onError((_error, to: RouteLocationNormalized, from: RouteLocationNormalized) => {
    if (to !== asked) return
    const address = router.resolve(to.fullPath).href
    // What fails on a page that was just loaded would fail on and on.
    if (from === START_LOCATION) failedView.tell(address)
    else void failedView.loadAnew(address)
  })
}
