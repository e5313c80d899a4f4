export { metadata, Page as default } from './customer-page'
