"""Reading the graph's answers further: free text, reasons, comparisons."""
