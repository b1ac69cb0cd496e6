import { inferenceHandlers } from '../../engine/processes/handlers/inference.ts';
import { serve } from '../../engine/processes/serve.ts';
import { utilityChannel } from './utilityChannel.ts';

serve('inference', utilityChannel(), inferenceHandlers);
