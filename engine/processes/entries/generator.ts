import { generatorHandlers } from '../handlers/generator.ts';
import { serve } from '../serve.ts';
import { nodeChannel } from './nodeChannel.ts';

serve('generator', nodeChannel(), generatorHandlers);
