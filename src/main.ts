// The composition root: the page, its stores, its routes, and where the engine runs.
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { startWatching } from './stores/wiring'
import './styles/base.css'
import { createDeckRouter } from './views/routes'

createApp(App).use(createPinia()).use(createDeckRouter()).mount('#app')

// `?engine=page` runs the engine without its worker, to debug it and to test with a clock that is turned by hand.
startWatching(new URLSearchParams(location.search).get('engine') === 'page' ? 'page' : 'worker')
