"""Step 4: which combination of offers answers the needs, pays, can be done, and in what order?"""
