import { generatorHandlers } from '../../engine/processes/handlers/generator.ts';
import { serve } from '../../engine/processes/serve.ts';
import { utilityChannel } from './utilityChannel.ts';

serve('generator', utilityChannel(), generatorHandlers);
