// Which address shows which view. Every view is a link that can be sent to a colleague.
import { createRouter, createWebHistory, type Router } from 'vue-router'
import { texts } from '../texts/page'
import OverviewView from './OverviewView.vue'

const { navigation } = texts

export function createDeckRouter(): Router {
  return createRouter({
    history: createWebHistory(import.meta.env.BASE_URL),
    routes: [
      { path: '/', name: 'overview', component: OverviewView, meta: { title: navigation.overview } },
      {
        path: '/sensors/:source/:sensor',
        name: 'sensor',
        component: () => import('./SensorView.vue'),
        props: true,
      },
      {
        path: '/health',
        name: 'health',
        component: () => import('./HealthView.vue'),
        meta: { title: navigation.health },
      },
      {
        path: '/events',
        name: 'events',
        component: () => import('./EventsView.vue'),
        meta: { title: navigation.events },
      },
      {
        path: '/messages',
        name: 'messages',
        component: () => import('./MessagesView.vue'),
        meta: { title: navigation.messages },
      },
      {
        path: '/connections',
        name: 'connections',
        component: () => import('./ConnectionsView.vue'),
        meta: { title: navigation.connections },
      },
      {
        path: '/settings/sources',
        name: 'sources',
        component: () => import('./SourcesView.vue'),
        meta: { title: navigation.sources },
      },
      { path: '/:elsewhere(.*)*', name: 'not-found', component: () => import('./NotFoundView.vue') },
    ],
    scrollBehavior: (to, from, saved) => {
      if (saved !== null) return saved
      if (to.hash !== '') return { el: to.hash }
      // What is searched for or chosen on a page does not scroll it.
      return to.path !== from.path && { top: 0 }
    },
  })
}
