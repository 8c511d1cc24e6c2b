// The entry: starts the engine's worker, then the page. The worker takes its time to start, and the page's code to come;
// so this file stays small enough to be there before both.
import { hireWorker, type EnginePlace } from './engine/client'

// `?engine=page` runs the engine without its worker, to debug it and to test with a clock that is turned by hand.
const isOnPage = new URLSearchParams(location.search).get('engine') === 'page'
const place: EnginePlace = isOnPage ? 'page' : 'worker'

if (place === 'worker') hireWorker()
void import('./page').then(({ openPage }) => openPage(place))
