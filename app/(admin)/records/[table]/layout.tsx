export { ListWithPanel as default } from '@/components/data-table/list-panel'
