"""Links that lead nowhere any more: asked now and then, politely, and marked after they failed on several days."""
