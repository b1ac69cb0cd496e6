import { storeHandlers } from '../../engine/processes/handlers/store.ts';
import { serve } from '../../engine/processes/serve.ts';
import { utilityChannel } from './utilityChannel.ts';

serve('store', utilityChannel(), storeHandlers);
