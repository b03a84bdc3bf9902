"""Step 5: can we deliver and keep what step 4 proposes, at every site?"""
