# Redraw with: gnuplot residuals.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,480 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'residuals'; set output 'residuals.svg'
$panel1_1 << EOD
491.14322909453534 1.0002321006705888 0.9853695081296353 1.018499693322118
982.2864581890707 0.9983168987241816 0.9877376069245348 1.017043925403766
1964.5729163781414 1.0021081859018035 0.9883664580383561 1.0161510115533083
3929.1458327562827 1.002387674158324 0.9648747936681592 1.0468310075963354
7858.2916655125655 1.0022914599775654 0.982120626855726 1.042261390920575
15716.583331025131 0.9873240034662004 0.972041831308932 1.0132467762626778
31433.166662050262 0.9992141223624448 0.9860615348993251 1.0018478429034432
62866.333324100524 1.008638168156367 0.9797627830706592 1.0199945517813631
EOD
$panel1_3 << EOD
533.7424695506542 0.9689102944701008 0.9507166228232635 0.9842357014501798
1067.4849391013083 0.9973360291412252 0.9774270326256332 1.0131180309711185
2134.9698782026167 0.9927026526780186 0.9857185628712689 1.0031456552176015
4269.939756405233 1.0254225098627041 0.9843555671654852 1.054552422164837
8539.879512810467 0.9924347671473766 0.9599580218143081 1.0575976572382448
17079.759025620933 1.0012615232000108 0.9729646832195804 1.0459752510111302
34159.51805124187 0.9819559197777357 0.9458738364347078 1.0635407722199195
68319.03610248373 0.9932825411113789 0.9735354279485834 1.1833795196062316
136638.07220496747 1.0221273142502234 1.007809601700684 1.066218053794909
273276.14440993493 1.0047019670967943 0.9723568506985386 1.012538821431847
546552.2888198699 1.0193973667310192 0.9954859143114972 1.04574587921749
1093104.5776397397 1.0065481856869893 1.000801814819885 1.0317598349545116
EOD
$panel1_references << EOD
375.0138323406935 1
1431602.9588803598 1
NaN NaN
375.0138323406935 0.9
1431602.9588803598 0.9
NaN NaN
375.0138323406935 1.1
1431602.9588803598 1.1
NaN NaN
EOD
$panel1_shade1 << EOD
375.0138323406935 0.9
1431602.9588803598 0.9
1431602.9588803598 1.1
375.0138323406935 1.1
375.0138323406935 0.9
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold All 20 measured times lie within 3.1 % of their fitted laws}' at screen 0.01628,0.94683 left front font ',16' textcolor rgb '#222222'
set label '1 layer of opt-125m, f32, mask full, 2 threads, segments of 512 positions with 10 memory rows' at screen 0.01628,0.90283 left front font ',11' textcolor rgb '#666666'
set label 'medians of 3 to 50 rounds, bars: 95 % interval from 6 rounds on, else the range' at screen 0.01628,0.87258 left front font ',11' textcolor rgb '#666666'
set label 'AMD EPYC, 2 cores, debug, kernels optimised, commit 2d563e0c7479' at screen 0.01628,0.84233 left front font ',11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.80067 point pointtype 7 pointsize 0.7 linecolor rgb '#0072B2'
set label 'full attention' at screen 0.03721,0.80067 left front font ',11' textcolor rgb '#222222'
set label '' at screen 0.15475,0.80067 point pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
set label 'RMT' at screen 0.1687,0.80067 left front font ',11' textcolor rgb '#222222'

set lmargin at screen 0.08992
set rmargin at screen 0.91541
set tmargin at screen 0.72463
set bmargin at screen 0.07608
set logscale x 2
set xrange [375.0138323406935:1431602.9588803598]
set xtics ('' 512.0, '' 1024.0, '' 2048.0, '' 4096.0, '' 8192.0, '' 16384.0, '' 32768.0, '' 65536.0, '' 131072.0, '' 262144.0, '' 524288.0, '' 1048576.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
unset logscale y
set yrange [0.8659944576472522:1.2173850619589794]
set ytics ('−10 %%' 0.9, '−5 %%' 0.95, '0 %%' 1.0, '+5 %%' 1.05, '+10 %%' 1.1, '+15 %%' 1.15, '+20 %%' 1.2) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'time of one forward pass, measured / fitted law; grey: within 10 %' at screen 0.08527,0.75171 left front font ',12.5' textcolor rgb '#222222'
set label 'positions' at screen 0.07365,0.04483 right front font ',11' textcolor rgb '#666666'
set label '512' at screen 0.12109,0.04483 center front font ',11' textcolor rgb '#222222'
set label '1Ki' at screen 0.19047,0.04483 center front font ',11' textcolor rgb '#222222'
set label '2Ki' at screen 0.25985,0.04483 center front font ',11' textcolor rgb '#222222'
set label '4Ki' at screen 0.32922,0.04483 center front font ',11' textcolor rgb '#222222'
set label '8Ki' at screen 0.3986,0.04483 center front font ',11' textcolor rgb '#222222'
set label '16Ki' at screen 0.46798,0.04483 center front font ',11' textcolor rgb '#222222'
set label '32Ki' at screen 0.53736,0.04483 center front font ',11' textcolor rgb '#222222'
set label '64Ki' at screen 0.60674,0.04483 center front font ',11' textcolor rgb '#222222'
set label '128Ki' at screen 0.67611,0.04483 center front font ',11' textcolor rgb '#222222'
set label '256Ki' at screen 0.74549,0.04483 center front font ',11' textcolor rgb '#222222'
set label '512Ki' at screen 0.81487,0.04483 center front font ',11' textcolor rgb '#222222'
set label '1Mi' at screen 0.88425,0.04483 center front font ',11' textcolor rgb '#222222'
set label '+10 %' at screen 0.93402,0.50797 left front font ',11' textcolor rgb '#666666'
set label 'the law' at screen 0.93402,0.32341 left front font ',11' textcolor rgb '#666666'
set label '−10 %' at screen 0.93402,0.13885 left front font ',11' textcolor rgb '#666666'
plot \
  $panel1_shade1 using 1:2 with filledcurves closed fillcolor rgb '#EDEDED' fillstyle solid noborder, \
  $panel1_references using 1:2 with lines linecolor rgb '#888888' linewidth 1 dashtype (8,5), \
  $panel1_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_3 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_3 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
