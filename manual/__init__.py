"""The pages of docs/ that are written from the code and the knowledge files. usage: python -m manual [--check]"""
