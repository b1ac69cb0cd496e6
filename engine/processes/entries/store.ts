import { storeHandlers } from '../handlers/store.ts';
import { serve } from '../serve.ts';
import { nodeChannel } from './nodeChannel.ts';

serve('store', nodeChannel(), storeHandlers);
