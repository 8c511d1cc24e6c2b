// Which address shows which view, and when its code comes. Every view is a link that can be sent to a colleague.
import { createRouter, createWebHistory, type Router } from 'vue-router'
import { texts } from '../texts/page'
import OverviewView from './OverviewView.vue'
import { followFailures, loadedWhole, loadViews } from './view-loading'

const { navigation } = texts

/** All but the first come when they are gone to, or the page has time. */
const views = {
  sensor: loadedWhole(() => import('./SensorView.vue')),
  health: loadedWhole(() => import('./HealthView.vue')),
  events: loadedWhole(() => import('./EventsView.vue')),
  messages: loadedWhole(() => import('./MessagesView.vue')),
  connections: loadedWhole(() => import('./ConnectionsView.vue')),
  sources: loadedWhole(() => import('./SourcesView.vue')),
  notFound: loadedWhole(() => import('./NotFoundView.vue')),
}

export function createDeckRouter(): Router {
  const router = createRouter({
    history: createWebHistory(import.meta.env.BASE_URL),
    routes: [
      { path: '/', name: 'overview', component: OverviewView, meta: { title: navigation.overview } },
      {
        path: '/sensors/:source/:sensor',
        name: 'sensor',
        component: views.sensor,
        props: true,
      },
      {
        path: '/health',
        name: 'health',
        component: views.health,
        meta: { title: navigation.health },
      },
      {
        path: '/events',
        name: 'events',
        component: views.events,
        meta: { title: navigation.events },
      },
      {
        path: '/messages',
        name: 'messages',
        component: views.messages,
        meta: { title: navigation.messages },
      },
      {
        path: '/connections',
        name: 'connections',
        component: views.connections,
        meta: { title: navigation.connections },
      },
      {
        path: '/settings/sources',
        name: 'sources',
        component: views.sources,
        meta: { title: navigation.sources },
      },
      { path: '/:elsewhere(.*)*', name: 'not-found', component: views.notFound },
    ],
    scrollBehavior: (to, from, saved) => {
      if (saved !== null) return saved
      if (to.hash !== '') return { el: to.hash }
      // What is searched for or chosen on a page does not scroll it.
      return to.path !== from.path && { top: 0 }
    },
  })
  followFailures(router)
  return router
}

export function loadOtherViews(): Promise<void> {
  return loadViews(Object.values(views))
}
