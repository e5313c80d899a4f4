export { NoPanel as default } from '@/components/detail/no-panel'
