// Puts the page together: its stores, its routes, and where the engine runs.
import { until } from '@vueuse/core'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import type { EnginePlace } from './engine/client'
import { useSources } from './stores/sources'
import { startWatching } from './stores/wiring'
import './styles/base.css'
import { createDeckRouter } from './views/routes'

/** Longer than that nobody looks at an empty page: then the page itself says what it waits for. */
const EMPTY_AT_MOST_MS = 500

export async function openPage(place: EnginePlace): Promise<void> {
  const app = createApp(App).use(createPinia()).use(createDeckRouter())
  startWatching(place)
  // The header is as high as it has connections: painted before they are known, it would push down all below it (V6).
  await until(() => useSources().phase).toBe('ready', { timeout: EMPTY_AT_MOST_MS })
  app.mount('#app')
}
