// The composition root: the page, its stores, its routes, and where the engine runs.
import { until } from '@vueuse/core'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { useSources } from './stores/sources'
import { startWatching } from './stores/wiring'
import './styles/base.css'
import { createDeckRouter } from './views/routes'

/** Longer than that nobody looks at an empty page: then the page itself says what it waits for. */
const EMPTY_AT_MOST_MS = 500

const app = createApp(App).use(createPinia()).use(createDeckRouter())

// `?engine=page` runs the engine without its worker, to debug it and to test with a clock that is turned by hand.
startWatching(new URLSearchParams(location.search).get('engine') === 'page' ? 'page' : 'worker')

// The header is as high as it has connections: painted before they are known, it would push down all below it (V6).
void until(() => useSources().phase)
  .toBe('ready', { timeout: EMPTY_AT_MOST_MS })
  .then(() => app.mount('#app'))
