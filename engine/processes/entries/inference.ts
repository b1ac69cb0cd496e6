import { inferenceHandlers } from '../handlers/inference.ts';
import { serve } from '../serve.ts';
import { nodeChannel } from './nodeChannel.ts';

serve('inference', nodeChannel(), inferenceHandlers);
