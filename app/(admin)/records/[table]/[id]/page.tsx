export { generateMetadata, Page as default } from '../detail'
