import { create } from 'zustand';
import type { Zoom } from '../../../../../shared/domain/annotation.ts';
import type { PdfSurface } from './PdfSurface.ts';

/** What of the open PDF is in view. There is one reader, so there is one of these. */
export interface ViewState {
  surface: PdfSurface | null;
  /** 1-based physical page. */
  page: number;
  pages: number;
  labels: string[] | null;
  zoom: Zoom;
  /** 1 = 100 %. */
  scale: number;
  canGoBack: boolean;
  canGoForward: boolean;
}

export const emptyView: ViewState = {
  surface: null,
  page: 1,
  pages: 0,
  labels: null,
  zoom: 'width',
  scale: 1,
  canGoBack: false,
  canGoForward: false,
};

export const usePageView = create<ViewState>(() => emptyView);
